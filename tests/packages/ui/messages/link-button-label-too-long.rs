// C2
use plain_runtime::components;

fn main() {
    let _ = components![link_button("Plain takes no text as long as this one; whoever reads it would not come to its end. Plain
takes no text as long as this one; whoever reads it would not come to its end. Plain takes
no text as long as this one; whoever reads it would not come to its end. Plain takes no
text as long as this one; whoever reads it would not come to its end. Plain takes no text
as long as this one; whoever reads it would not come to its end. Plain takes no text as
long as this one; whoever reads it would not come to.", "https://admin.example.com")];
}
