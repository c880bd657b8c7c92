//! Data of the queries for one object.

use serde::Deserialize;

use super::payload::{OperationData, PayloadError};
use crate::response::{Customer, ExistingThread};

/// Declares the data of a query for one object, which is null if there is no such object.
macro_rules! data {
    ($($data:ident = $field:literal: $object:ty;)*) => {$(
        #[derive(Deserialize)]
        pub(in crate::client) struct $data {
            // Makes an absent field an error, not null.
            #[serde(rename = $field, deserialize_with = "Option::deserialize")]
            object: Option<$object>,
        }

        impl OperationData for $data {
            type Output = Option<$object>;

            fn into_result(self) -> Result<Option<$object>, PayloadError> {
                Ok(self.object)
            }
        }
    )*};
}

data! {
    CustomerData = "customer": Customer;
    CustomerByEmailData = "customerByEmail": Customer;
    CustomerByExternalIdData = "customerByExternalId": Customer;
    ThreadData = "thread": ExistingThread;
    ThreadByExternalIdData = "threadByExternalId": ExistingThread;
}
