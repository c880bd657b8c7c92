// C2
use plain_runtime::components;

fn main() {
    let _ = components![copy_button("c_1", tooltip_label = "Plain takes no text as long as this one; whoever reads it would not come to its end. Plain
takes no text as long as this one; whoever reads it would not come to its end. Plain takes
no text as long as this one; whoever reads it would not come to its end. Plain takes no
text as long as this one; whoever reads it would not come to its end. Plain takes no text
as long as this one; whoever reads it would not come to its end. Plain takes no text as
long as this one; whoever reads it would not come to.")];
}
