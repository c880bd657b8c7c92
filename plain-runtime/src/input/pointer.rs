//! Pointers to events, which are events too.

use std::borrow::Cow;
use std::cell::{LazyCell, Ref, RefMut};
use std::ops::Deref;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::{Arc, LazyLock, MutexGuard, RwLockReadGuard, RwLockWriteGuard};

use super::{CreateCustomerEventInput, CreateThreadEventInput, CustomerEvent, ThreadEvent};

/// Implements a trait for pointers to a type that implements it. A blanket implementation for `Deref`
/// would leave no room for those of other types.
macro_rules! pointers {
    ($event:ident, $method:ident -> $input:ident: $($pointer:ty,)*) => {
        $(
            impl<E: $event + ?Sized> $event for $pointer {
                fn $method(&self) -> $input {
                    (**self).$method()
                }
            }
        )*

        impl<E: $event + ToOwned + ?Sized> $event for Cow<'_, E> {
            fn $method(&self) -> $input {
                (**self).$method()
            }
        }

        impl<E: $event, Init: FnOnce() -> E> $event for LazyCell<E, Init> {
            fn $method(&self) -> $input {
                (**self).$method()
            }
        }

        impl<E: $event, Init: FnOnce() -> E> $event for LazyLock<E, Init> {
            fn $method(&self) -> $input {
                (**self).$method()
            }
        }

        impl<P: Deref<Target: $event>> $event for Pin<P> {
            fn $method(&self) -> $input {
                (**self).$method()
            }
        }
    };
}

macro_rules! events {
    ($($event:ident, $method:ident -> $input:ident;)*) => {
        $(pointers! {
            $event, $method -> $input:
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

events! {
    CustomerEvent, customer_event -> CreateCustomerEventInput;
    ThreadEvent, thread_event -> CreateThreadEventInput;
}
