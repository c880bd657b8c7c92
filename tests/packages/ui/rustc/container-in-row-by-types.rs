// C11
use plain_runtime::RowContent;
use plain_runtime::component::Container;

fn content(container: Container) -> RowContent {
    RowContent::Container(container)
}

fn main() {}
