// C1 C4 C12
use plain_runtime::row_content;

fn main() {
    let plan = "Pro";
    let _ = row_content![
        text(" "),
        badge("{plan.name()}"),
        badge(plan, color = Gren),
        for link in ["a"] {
            link_button("{link}", "/keys/{link}")
        },
    ];
}

// Fix:
// let plan = "Pro";
// let _ = row_content![
//     text("Plan"),
//     badge("{plan}"),
//     badge(plan, color = Green),
//     for link in ["a"] {
//         link_button("{link}", "https://admin.example.com/keys/{link}")
//     },
// ];
