// The browser reads on from here when it has painted what stands above, or after a few
// tries: it waits for each script that comes from an address, even one made here.
(function () {
  var tries = 0, address = URL.createObjectURL(new Blob(["hold_()"], { type: "text/javascript" }));
  window.hold_ = function () {
    if (!painted_ && tries++ < 40) document.write('<script src=' + address + '></' + 'script>');
    else URL.revokeObjectURL(address);
  };
  hold_();
})();
