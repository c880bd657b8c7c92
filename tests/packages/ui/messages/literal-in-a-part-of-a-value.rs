// language
use plain_runtime::components;

fn main() {
    let (name, plan) = ("Kim", Some("Pro"));
    let _ = components![
        text("Hi {name} ".trim_end()),
        badge(plan.unwrap_or("no plan of {name}")),
        badge('label: {
            if plan.is_none() {
                break 'label "{name} pays nothing";
            }
            "paid"
        }),
        badge(concat!("Hi {", "name}")),
    ];
}

// Fix:
// # let (name, plan) = ("Kim", Some("Pro"));
// let _ = components![
//     text("Hi {name}"),
//     badge(if let Some(plan) = plan { plan } else { "no plan of {name}" }),
//     badge(if plan.is_none() { "{name} pays nothing" } else { "paid" }),
//     badge(format!("Hi {name}")),
// ];
