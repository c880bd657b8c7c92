//! Pointers to events, threads and cards, which are events, threads and cards too.

use std::borrow::Cow;
use std::cell::{LazyCell, Ref, RefMut};
use std::ops::Deref;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::{Arc, LazyLock, MutexGuard, RwLockReadGuard, RwLockWriteGuard};

use super::{
    Card, CreateCustomerEventInput, CreateThreadEventInput, CreateThreadInput, CustomerCard,
    CustomerEvent, Thread, ThreadEvent,
};

/// Implements a trait for pointers to a type that implements it. A blanket implementation for `Deref`
/// would leave no room for those of other types.
macro_rules! pointers {
    ($event:ident $key:tt, $method:ident -> $input:ident: $($pointer:ty,)*) => {
        $(
            pointers! { @impl [E: $event + ?Sized] $event $key, $method -> $input: $pointer, E }
        )*

        pointers! {
            @impl [E: $event + ToOwned + ?Sized] $event $key, $method -> $input:
            Cow<'_, E>, E
        }
        pointers! {
            @impl [E: $event, Init: FnOnce() -> E] $event $key, $method -> $input:
            LazyCell<E, Init>, E
        }
        pointers! {
            @impl [E: $event, Init: FnOnce() -> E] $event $key, $method -> $input:
            LazyLock<E, Init>, E
        }
        pointers! {
            @impl [P: Deref<Target: $event>] $event $key, $method -> $input:
            Pin<P>, P::Target
        }
    };
    (
        @impl [$($generics:tt)*] $event:ident [$($key:ident)?], $method:ident -> $input:ident:
        $pointer:ty, $target:ty
    ) => {
        impl<$($generics)*> $event for $pointer {
            $(const $key: &'static str = <$target>::$key;)?

            fn $method(&self) -> $input {
                (**self).$method()
            }
        }
    };
}

macro_rules! entities {
    ($($event:ident $key:tt, $method:ident -> $input:ident;)*) => {
        $(pointers! {
            $event $key, $method -> $input:
            &E,
            &mut E,
            Box<E>,
            Rc<E>,
            Arc<E>,
            Ref<'_, E>,
            RefMut<'_, E>,
            MutexGuard<'_, E>,
            RwLockReadGuard<'_, E>,
            RwLockWriteGuard<'_, E>,
        })*
    };
}

entities! {
    CustomerEvent [], customer_event -> CreateCustomerEventInput;
    ThreadEvent [], thread_event -> CreateThreadEventInput;
    Thread [], thread -> CreateThreadInput;
    CustomerCard [KEY], customer_card -> Card;
}
