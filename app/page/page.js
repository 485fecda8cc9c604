// Shows one scene, or one part, at a time, by the address's fragment. All content
// stands in the page; without this script it is read from top to bottom.
(function () {
  "use strict";
  var d = document, body = d.body;
  function id(x) { return d.getElementById(x); }
  function all(q, within) { return Array.prototype.slice.call((within || d).querySelectorAll(q)); }
  var scenes = all(".scene"), parts = all(".part"), links = all(".top nav a");
  var epilogue = id("epilogue_"), next = id("next_"), back = id("back_"), rail = id("rail_");
  var divider = id("later_"), at = 0, revealed = false, first = true, settle = null, shown = "", seen = {};
  body.classList.remove("elsewhere");
  if (!scenes.length) { body.classList.remove("js"); return; }

  // What a reader may step to: the scenes, and behind the divider the epilogue.
  function steps() {
    return scenes.filter(function (s) { return revealed || !s.dataset.later; });
  }

  function drawRail() {
    rail.textContent = "";
    steps().forEach(function (s) {
      var li = d.createElement("li"), b = d.createElement("button"), when = d.createElement("span"), name = d.createElement("span");
      b.type = "button";
      b.tabIndex = -1;
      when.textContent = s.dataset.day;
      name.textContent = s.dataset.short;
      b.append(when, d.createElement("br"), name);
      b.addEventListener("click", function () { go(s.id); });
      li.append(b);
      rail.append(li);
    });
  }

  function go(name) {
    location.hash = name;
    show(); // at once, so that two quick keys are two steps; the event comes later
  }

  function step(by) {
    var list = steps(), to = list.indexOf(scenes[at]) + by;
    if (to >= list.length) { if (by > 0) go(list[0].id); return; }
    if (to >= 0) go(list[to].id);
  }

  function showScene(s) {
    if (s.dataset.later && !revealed) reveal();
    at = scenes.indexOf(s);
    scenes.forEach(function (x) { x.classList.toggle("shown", x === s); });
    if (epilogue) epilogue.open = !!s.dataset.later;
    var list = steps(), here = list.indexOf(s), after = list[here + 1];
    var count = list.filter(function (x) { return x !== divider; });
    var number = count.indexOf(s) + 1;
    id("place_").textContent = number ? [id("place_").dataset.of.replace("{at}", number).replace("{of}", count.length) + " ·", s.dataset.when].map(function (x) { return x.replace(/ /g, "\u00a0"); }).join(" ") : ""; // breaks before the day, if at all
    id("progress_").style.width = 100 * (here + 1) / list.length + "%";
    back.disabled = here === 0;
    next.textContent = (after ? after.dataset.short : next.dataset.end) + " ›";
    if (rail.children.length !== list.length) drawRail();
    list.forEach(function (x, i) {
      rail.children[i].className = (i <= here ? "seen" : "") + (i === here ? " now" : "");
    });
    tell(s);
    seen[s.id] = true;
    d.dispatchEvent(new CustomEvent("truceline-scene", { detail: { done: scenes.every(function (x) { return x.dataset.later || x === divider || seen[x.id]; }) } }));
  }

  function reveal() {
    revealed = true;
    all("details.epilogue").forEach(function (x) { if (x !== epilogue) x.open = true; });
  }

  function menu(open) {
    body.classList.toggle("menuopen", open);
    id("menu_").setAttribute("aria-expanded", open);
  }

  function show() {
    shown = location.hash;
    menu(false);
    var name = "";
    try { name = decodeURIComponent(location.hash.slice(1)); } catch (e) { name = ""; }
    var target = name && id(name) || scenes[0];
    if (target.id === "main_") target = scenes[at];
    if (target.id === "story_") target = scenes[0];
    var part = target.closest(".part") || parts[0], scene = target.closest(".scene");
    var hidden = target.closest("details");
    if (hidden && hidden !== epilogue) hidden.open = true;
    parts.forEach(function (p) { p.classList.toggle("shown", p === part); });
    if (part.id === "sources_") leadBack();
    d.querySelector(".foot").classList.toggle("shown", part !== parts[0]);
    body.classList.toggle("away", part !== parts[0]);
    links.forEach(function (a) {
      if (a.hash === "#" + part.id || part === parts[0] && a.hash === "#story_") a.setAttribute("aria-current", "page");
      else a.removeAttribute("aria-current");
    });
    if (part === parts[0]) showScene(scene || scenes[at]); else id("place_").textContent = "";
    var inside = !(target === part || target === scene);
    settle = function () { if (inside) target.scrollIntoView({ block: "center" }); else scrollTo(0, 0); };
    settle();
    if (!first) {
      var focus = inside ? target : (scene || part).querySelector("h2");
      if (focus && part === parts[0] && !inside) focus = scenes[at].querySelector("h2");
      if (inside && !target.hasAttribute("tabindex")) target.tabIndex = -1;
      if (focus) focus.focus({ preventScroll: true });
    }
    body.classList.toggle("stepped", !first);
    first = false;
  }

  // Under each source stand the places that rest on it, none of what came later.
  function leadBack() {
    var list = id("list_"), rest = {};
    if (!list.dataset.back) return;
    all("a[href^='#source_']").forEach(function (a) {
      var place = a.closest(".one,.scene,tr[id],dl>div"), to = a.hash.slice(1);
      if (!place || a.closest(".epilogue,.number") || a.closest(".card") && place.matches(".scene")) return;
      rest[to] = rest[to] || [];
      if (rest[to].indexOf(place) < 0) rest[to].push(place);
    });
    all("li", list).forEach(function (li) {
      var p = d.createElement("p");
      p.className = "back";
      (rest[li.id] || []).forEach(function (place, i) {
        var a = d.createElement("a");
        a.href = "#" + place.id;
        a.textContent = place.dataset.short || place.querySelector(".cardtitle,th,dt").textContent;
        p.append(i ? " · " : list.dataset.back + " ", a);
      });
      if (p.firstChild) li.append(p);
    });
    list.dataset.back = "";
  }

  next.addEventListener("click", function () { step(1); });
  back.addEventListener("click", function () { step(-1); });
  if (id("reveal_")) id("reveal_").addEventListener("click", function () { reveal(); step(1); });
  id("menu_").addEventListener("click", function () { menu(!body.classList.contains("menuopen")); });
  addEventListener("hashchange", function () { if (location.hash !== shown) show(); });
  addEventListener("load", function () { setTimeout(settle, 0); }); // after the browser went to the fragment by itself

  d.addEventListener("keydown", function (e) {
    if (e.ctrlKey || e.altKey || e.metaKey || e.shiftKey || body.classList.contains("away") || id("word_").open) return;
    var on = e.target.closest ? e.target : d.body;
    if (on.closest("input,select,textarea,summary,.scroll")) return;
    var low = innerHeight + scrollY >= d.documentElement.scrollHeight - 2;
    if (e.key === "ArrowRight" || e.key === "PageDown" && low) step(1);
    else if (e.key === "ArrowLeft" || e.key === "PageUp" && scrollY < 2) step(-1);
    else if (e.key === "Home") go(scenes[0].id);
    else if (e.key === "End") go(steps()[steps().length - 1].id);
    else return;
    e.preventDefault();
  });

  // A swipe along the text goes on or back. Two fingers zoom, as everywhere.
  var from = null;
  d.addEventListener("touchstart", function (e) {
    from = e.touches.length === 1 && !e.target.closest(".scroll,nav,dialog") ? e.touches[0] : null;
  }, { passive: true });
  d.addEventListener("touchend", function (e) {
    var to = e.changedTouches[0];
    if (!from || !to || body.classList.contains("away")) return;
    var dx = to.clientX - from.clientX, dy = to.clientY - from.clientY;
    from = null;
    if (Math.abs(dx) > 60 && Math.abs(dx) > 2 * Math.abs(dy)) step(dx < 0 ? 1 : -1);
  }, { passive: true });

  // A word is explained where it stands.
  d.addEventListener("click", function (e) {
    var a = e.target.closest ? e.target.closest("a.term") : null, word = a && id(a.hash.slice(1));
    if (!word || !id("word_").showModal) return;
    e.preventDefault();
    var box = id("word_"), list = d.createElement("dl");
    list.append(word.querySelector("dt").cloneNode(true), word.querySelector("dd").cloneNode(true));
    box.firstElementChild.replaceChildren(list);
    all("a", box).forEach(function (x) { x.addEventListener("click", function () { box.close(); }); });
    box.showModal();
  });

  // Before going on: what was answered is said again by the next scene.
  var waiting = "";
  all(".ask").forEach(function (ask) {
    all("button", ask).forEach(function (b) {
      b.addEventListener("click", function () {
        all("button", ask).forEach(function (x) { x.setAttribute("aria-pressed", x === b); });
        waiting = b.dataset.said;
        ask.querySelector(".said").textContent = "✓ " + b.textContent;
      });
    });
  });
  function tell(s) {
    var old = id("told_");
    if (old) old.remove();
    if (!waiting) return;
    var p = d.createElement("p");
    p.id = "told_";
    p.className = "said";
    p.textContent = waiting;
    waiting = "";
    s.querySelector(".line").after(p);
  }

  // The quiz: a choice is right or not at once, and then stands. Arrow keys only move
  // among the choices; Enter or Space then takes one.
  var asked = all(".quiz fieldset"), right = 0, answered = 0;
  asked.forEach(function (f) {
    var moving = false, verdict = f.querySelector(".verdict");
    f.addEventListener("keydown", function (e) {
      moving = e.key.indexOf("Arrow") === 0;
      if ((e.key === "Enter" || e.key === " ") && e.target.type === "radio") {
        e.preventDefault();
        e.target.checked = true;
        answer(e.target);
      }
    });
    f.addEventListener("keyup", function () { moving = false; });
    f.addEventListener("change", function (e) {
      if (!moving) answer(e.target);
      else if (!f.classList.contains("answered")) verdict.textContent = verdict.dataset.press;
    });
    function answer(chosen) {
      if (f.classList.contains("answered")) return;
      var ok = chosen.value === f.dataset.answer, score = id("score_");
      f.classList.add("answered");
      all("input", f).forEach(function (x) {
        if (x.value === f.dataset.answer) x.parentNode.classList.add("right");
        else if (x === chosen) x.parentNode.classList.add("wrong");
        else x.disabled = true;
      });
      verdict.textContent = ok ? verdict.dataset.yes : verdict.dataset.no;
      answered++;
      if (ok) right++;
      score.textContent = score.dataset.of.replace("{right}", right).replace("{of}", answered);
      d.dispatchEvent(new CustomEvent("truceline-score", { detail: { right: right, of: asked.length } }));
    }
  });

  drawRail();
  show();
})();
