/** VRRP: the protocol, its engine and its simulator, on the JDK alone. */
module dev.understudy.vrrp {
    exports dev.understudy.vrrp;
    exports dev.understudy.vrrp.address;
    exports dev.understudy.vrrp.check;
    exports dev.understudy.vrrp.conf;
    exports dev.understudy.vrrp.engine;
    exports dev.understudy.vrrp.sim;
    exports dev.understudy.vrrp.track;
    exports dev.understudy.vrrp.wire;
}
