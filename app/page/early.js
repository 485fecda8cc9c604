// Runs before the content is read, so that the first scene is painted while the rest is
// still on its way: only that one is shown, or none where the address leads elsewhere.
document.body.classList.add("js");
if (location.hash.length > 1) document.body.classList.add("elsewhere");
