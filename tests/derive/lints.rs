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
