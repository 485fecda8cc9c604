// Runs before the content is read, so that the first scene is painted while the rest is
// still on its way: its words at once, its picture a frame later. Only that scene is
// shown, or none where the address leads elsewhere.
var painted_ = false;
document.body.classList.add("js", "first");
if (location.hash.length > 1) document.body.classList.add("elsewhere");
requestAnimationFrame(function () {
  setTimeout(function () {
    painted_ = true;
    document.body.classList.remove("first");
  }, 0);
});
