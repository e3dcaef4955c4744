/** VRRP on Linux: the runtime that joins the engine to raw sockets, netlink and ARP. */
module dev.understudy.vrrp.netlink {
    requires transitive dev.understudy.vrrp;
    requires com.sun.jna;
    requires org.slf4j;
    // Both only where they are there, and only when they are asked for.
    requires static java.management;
    requires static jdk.jfr;

    exports dev.understudy.vrrp.netlink;
}
