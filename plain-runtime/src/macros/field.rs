//! Fields of a type with a derive that add components: one for each value of the field. Only rustc knows
//! the type of a field, which may be an alias.

use std::borrow::Cow;
use std::collections::{BTreeSet, BinaryHeap, HashSet, LinkedList, VecDeque};
use std::ops::Deref;
use std::rc::Rc;
use std::sync::Arc;

/// Field of any type. rustc chooses the method: `Field` has one for an `Option` of a collection only, its
/// target one for an `Option` and for a collection, and the last target one for every type.
#[derive(Debug)]
pub struct Field<'a, T: ?Sized>(FieldOfSeveral<'a, T>);

/// Field of a type that is not an `Option` of a collection.
#[derive(Debug)]
pub struct FieldOfSeveral<'a, T: ?Sized>(PlainField<'a, T>);

/// Field of one value.
#[derive(Debug)]
pub struct PlainField<'a, T: ?Sized>(&'a T);

/// Wraps a field.
pub fn field<T: ?Sized>(field: &T) -> Field<'_, T> {
    Field(FieldOfSeveral(PlainField(field)))
}

impl<'a, C: FieldValues> Field<'a, Option<C>> {
    /// Values of an optional collection.
    pub fn field_values(&self) -> impl Iterator<Item = &'a C::Value> + use<'a, C> {
        let field: &'a Option<C> = self.0.0.0;
        field.iter().flat_map(C::values)
    }
}

impl<'a, C: FieldValues + ?Sized> FieldOfSeveral<'a, C> {
    /// Values of a collection, or of an `Option`.
    pub fn field_values(&self) -> impl Iterator<Item = &'a C::Value> + use<'a, C> {
        let field: &'a C = self.0.0;
        field.values()
    }
}

impl<'a, T: ?Sized> PlainField<'a, T> {
    /// Value of any other field.
    pub fn field_values(&self) -> impl Iterator<Item = &'a T> + use<'a, T> {
        std::iter::once(self.0)
    }
}

impl<'a, T: ?Sized> Deref for Field<'a, T> {
    type Target = FieldOfSeveral<'a, T>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

impl<'a, T: ?Sized> Deref for FieldOfSeveral<'a, T> {
    type Target = PlainField<'a, T>;

    fn deref(&self) -> &Self::Target {
        &self.0
    }
}

/// A type of several values, or of one that may be absent.
pub trait FieldValues {
    /// Type of a value.
    type Value;

    /// The values, in the order of the type.
    fn values(&self) -> impl Iterator<Item = &Self::Value>;
}

/// Implements the trait for types with a method `iter`.
macro_rules! with_iter {
    ($([$($generics:tt)*] $type:ty;)*) => {
        $(impl<T, $($generics)*> FieldValues for $type {
            type Value = T;

            fn values(&self) -> impl Iterator<Item = &T> {
                self.iter()
            }
        })*
    };
}

with_iter! {
    [] Option<T>;
    [] Vec<T>;
    [] [T];
    [const N: usize] [T; N];
    [] VecDeque<T>;
    [] LinkedList<T>;
    [] BinaryHeap<T>;
    [] BTreeSet<T>;
    [S] HashSet<T, S>;
}

/// Implements the trait for pointers.
macro_rules! pointers {
    ($($type:ty;)*) => {
        $(impl<C: FieldValues + ?Sized> FieldValues for $type {
            type Value = C::Value;

            fn values(&self) -> impl Iterator<Item = &C::Value> {
                (**self).values()
            }
        })*
    };
}

pointers! {
    &C;
    &mut C;
    Box<C>;
    Rc<C>;
    Arc<C>;
}

impl<C: FieldValues + ToOwned + ?Sized> FieldValues for Cow<'_, C> {
    type Value = C::Value;

    fn values(&self) -> impl Iterator<Item = &C::Value> {
        (**self).values()
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;
    use std::collections::{BTreeSet, VecDeque};
    use std::rc::Rc;

    use super::field;

    #[test]
    fn every_element_is_a_value() {
        let vec = vec![1, 2];
        let elements: [Vec<u8>; 6] = [
            field(&vec).field_values().copied().collect(),
            field(&vec.as_slice()).field_values().copied().collect(),
            field(&Some(Rc::new([1, 2])))
                .field_values()
                .copied()
                .collect(),
            field(&VecDeque::from([1, 2]))
                .field_values()
                .copied()
                .collect(),
            field(&&BTreeSet::from([2, 1]))
                .field_values()
                .copied()
                .collect(),
            field(&Cow::Borrowed(&[1, 2][..]))
                .field_values()
                .copied()
                .collect(),
        ];
        assert_eq!(elements, [[1, 2]; 6]);
    }

    #[test]
    fn option_is_one_value_or_none() {
        let texts: Vec<&&str> = field(&Some("a")).field_values().collect();
        assert_eq!(texts, [&"a"]);
        assert_eq!(field(&None::<u8>).field_values().count(), 0);
        assert_eq!(field(&None::<Vec<u8>>).field_values().count(), 0);
    }

    #[test]
    fn text_is_one_value() {
        let texts: Vec<&str> = field("ab").field_values().collect();
        assert_eq!(texts, ["ab"]);
        assert_eq!(field(&"ab".to_owned()).field_values().count(), 1);
        assert_eq!(field(&Box::<str>::from("ab")).field_values().count(), 1);
    }
}
