//! One suite for all stores: each test runs with every one of them, see `stores!`.
#![expect(clippy::unwrap_used, reason = "a failed expectation fails the test")]

/// Runs each of these functions as a test with every store. A function takes a `Fixture`.
macro_rules! stores {
    ($($test:ident),* $(,)?) => {
        mod memory {
            $(
                #[tokio::test]
                async fn $test() {
                    super::$test(crate::fixture::Fixture::in_memory().await).await;
                }
            )*
        }

        #[cfg(feature = "sqlite")]
        mod sqlite {
            $(
                #[tokio::test]
                async fn $test() {
                    super::$test(crate::fixture::Fixture::sqlite().await).await;
                }
            )*
        }
    };
}

mod dead_letters;
mod duplicates;
mod fixture;
mod leases;
mod order;
mod waits;
