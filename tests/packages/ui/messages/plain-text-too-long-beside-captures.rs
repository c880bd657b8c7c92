// C1
use plain_runtime::components;

fn main() {
    let _ = components![plain_text("Plain takes no text as long as this one; whoever reads it would not come to its end. Plain
takes no text as long as this one; whoever reads it would not come to its end. Plain takes
no text as long as this one; whoever reads it would not come to its end. Plain takes no
text as long as this one; whoever reads it would not come to its end. Plain takes no text
as long as this one; whoever reads it would not come to its end. Plain takes no text as
long as this one; whoever reads it would not come to its end. Plain takes no text as long
as this one; whoever reads it would not come to its end. Plain takes no text as long as
this one; whoever reads it would not come to its end. Plain takes no text as long as this
one; whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads it would not come to its end. Plain takes no text as long as this one;
whoever reads.{first}{second}!")];
}
