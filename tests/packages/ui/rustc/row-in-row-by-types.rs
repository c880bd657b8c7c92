// C11
use plain_runtime::component::{Badge, Row};

fn badge() -> Badge {
    Badge {
        label: "Pro".into(),
        color: None,
    }
}

fn main() {
    let inner = Row {
        main_content: vec![badge().into()].into(),
        aside_content: vec![badge().into()].into(),
    };
    let _ = Row {
        main_content: vec![inner.into()].into(),
        aside_content: vec![badge().into()].into(),
    };
}
