// Runs before the content is read, so that the first scene is painted while the rest is
// still on its way: its words at once, all else when they stand on the screen. Only that
// scene is shown, or none where the address leads elsewhere.
var painted_ = false;
document.body.classList.add("js", "first");
if (location.hash.length > 1) document.body.classList.add("elsewhere");
(function () {
  function painted() {
    painted_ = true;
    document.body.classList.remove("first");
  }
  try {
    new PerformanceObserver(painted).observe({ type: "paint", buffered: true });
  } catch (e) {} // a browser that does not tell
  requestAnimationFrame(function () { setTimeout(painted, 100); });
})();
