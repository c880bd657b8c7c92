// C11
use plain_runtime::component::Container;

fn outer(inner: Container) -> Container {
    Container {
        content: vec![inner.into()].into(),
    }
}

fn main() {}
