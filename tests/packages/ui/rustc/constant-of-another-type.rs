// C1
use std::net::Ipv4Addr;

use plain_runtime::components;

const ADDRESS: Ipv4Addr = Ipv4Addr::LOCALHOST;

fn main() {
    let _ = components![text(ADDRESS)];
}
