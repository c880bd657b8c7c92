//! Types that the derives of `std` and `serde` accept.

use plain_runtime::CustomerEvent;

#[derive(CustomerEvent)]
#[customer_event(title = "Made {id}", customer_identifier = external_id(id), components = [divider(), ..])]
struct Made {
    id: u32,
    #[deprecated]
    old_id: u32,
    #[deprecated = "use `id`"]
    #[customer_event(badge)]
    note: Option<&'static str>,
}

#[deprecated]
#[derive(CustomerEvent)]
#[customer_event(title = "Old", customer_identifier = external_id("a"), components = [divider()])]
struct Old;

#[derive(CustomerEvent)]
#[customer_event(title = "Variants", customer_identifier = external_id("a"), components = [divider()])]
enum Variants {
    #[deprecated]
    Gone {
        id: u32,
    },
    Kept,
}

#[deny(clippy::trait_duplication_in_bounds, clippy::type_repetition_in_bounds)]
mod bounds {
    use std::fmt::{Debug, Display};

    use plain_runtime::CustomerEvent;

    #[derive(CustomerEvent)]
    #[customer_event(title = "{id} {id:?} {note}", customer_identifier = external_id(id), components = [divider()])]
    struct InTheList<T: Display + Debug, N: Display> {
        id: T,
        note: N,
    }

    #[derive(CustomerEvent)]
    #[customer_event(title = "{id} {id:?}", customer_identifier = external_id(id), components = [divider()])]
    struct InTheWhereClause<T>
    where
        T: Display + Debug,
    {
        id: T,
    }

    #[derive(CustomerEvent)]
    #[customer_event(transparent)]
    enum Wrapped<E: CustomerEvent> {
        Own(E),
        Boxed(Box<E>),
    }

    #[test]
    fn types_may_have_the_bounds_of_their_fields() {
        let wrapped = [
            Wrapped::Boxed(Box::new(InTheWhereClause { id: 1 })),
            Wrapped::Own(InTheWhereClause { id: 2 }),
        ];
        let titles = wrapped.map(|event| event.customer_event().title);
        assert_eq!(titles, ["1 1", "2 2"]);
        let event = InTheList { id: "a", note: 3 };
        assert_eq!(event.customer_event().title, "a \"a\" 3");
    }
}

#[derive(Clone, Copy, CustomerEvent)]
#[customer_event(title = "Packed {id}", customer_identifier = external_id(id), components = [badge(match size { Some(size) => *size, None => 0 }), ..])]
#[repr(C, packed)]
struct Packed {
    flag: u8,
    id: u32,
    size: Option<u16>,
    #[customer_event(badge)]
    note: Option<u64>,
}

#[derive(Clone, Copy, CustomerEvent)]
#[customer_event(title = "{_1}", customer_identifier = external_id(_0), components = [divider()])]
#[repr(Rust, packed(2))]
struct PackedTuple<T: Copy>(T, u64);

#[test]
#[expect(deprecated, reason = "the derives accept deprecated types and fields")]
fn deprecated_and_packed_types_are_events() {
    let made = Made {
        id: 1,
        old_id: 2,
        note: Some("note"),
    };
    assert_eq!(
        made.customer_event().title,
        format!("Made {}", made.old_id - 1)
    );
    assert_eq!(Old.customer_event().title, "Old");
    assert_eq!(Variants::Kept.customer_event().title, "Variants");
    assert_eq!(Variants::Gone { id: 1 }.customer_event().title, "Variants");
    let Variants::Gone { id } = (Variants::Gone { id: 1 }) else {
        return;
    };
    assert_eq!(id, 1);

    let packed = Packed {
        flag: 0,
        id: 7,
        size: Some(3),
        note: None,
    };
    let event = packed.customer_event();
    assert_eq!(
        event.title,
        format!("Packed {}", 7 + u32::from(packed.flag))
    );
    assert_eq!(event.components.len(), 1);
    assert_eq!(PackedTuple('a', 2).customer_event().title, "2");
}
