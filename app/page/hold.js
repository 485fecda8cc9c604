// The browser reads on from here when it has painted what stands above, or after a few
// tries: it waits for each script that comes from an address, even one made here. Each
// try makes its own: one that was seen before is run at once, and nothing is painted.
(function () {
  var tries = 0, address;
  window.hold_ = function () {
    URL.revokeObjectURL(address);
    if (painted_ || tries++ >= 8) return;
    address = URL.createObjectURL(new Blob(["hold_()"], { type: "text/javascript" }));
    document.write('<script src=' + address + '></' + 'script>');
  };
  hold_();
})();
