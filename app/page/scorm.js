// Tells a learning platform how far a reader has come, by SCORM 1.2. Where no platform
// answers, it does nothing.
(function () {
  "use strict";
  var api = null, begun = Date.now(), done = false;
  function find(w) {
    for (var n = 0; w && n < 12; n++) {
      try {
        if (w.API && w.API.LMSInitialize) return w.API;
        if (w.parent === w) return null;
        w = w.parent;
      } catch (e) { return null; }
    }
    return null;
  }
  try { api = find(window) || (window.opener ? find(window.opener) : null); } catch (e) { api = null; }
  if (!api) return;
  function set(name, value) { api.LMSSetValue(name, String(value)); }
  api.LMSInitialize("");
  var status = api.LMSGetValue("cmi.core.lesson_status");
  done = status === "completed" || status === "passed";
  if (!done) { set("cmi.core.lesson_status", "incomplete"); api.LMSCommit(""); }
  document.addEventListener("truceline-scene", function (e) {
    if (!e.detail.done || done) return;
    done = true;
    set("cmi.core.lesson_status", "completed");
    api.LMSCommit("");
  });
  document.addEventListener("truceline-score", function (e) {
    set("cmi.core.score.min", 0);
    set("cmi.core.score.max", 100);
    set("cmi.core.score.raw", Math.round(100 * e.detail.right / e.detail.of));
    api.LMSCommit("");
  });
  addEventListener("pagehide", function () {
    var s = Math.round((Date.now() - begun) / 1000), two = function (n) { return (n < 10 ? "0" : "") + n; };
    set("cmi.core.session_time", ("000" + Math.min(9999, Math.floor(s / 3600))).slice(-4) + ":" + two(Math.floor(s / 60) % 60) + ":" + two(s % 60));
    api.LMSCommit("");
    api.LMSFinish("");
  });
})();
