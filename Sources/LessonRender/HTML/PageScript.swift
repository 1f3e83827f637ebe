/// The page's script: the switch between light and dark, and buttons that copy code.
///
/// The page is whole without it. It holds neither `<` nor `&`, so that the page stays well-formed XML.
enum PageScript {
    static let javaScript = """
        (function () {
          "use strict";
          var root = document.documentElement;
          var button = document.getElementById("lesson.theme");
          function stored(value) {
            try {
              if (value) { localStorage.setItem("lesson-theme", value); }
              return localStorage.getItem("lesson-theme");
            } catch (error) { return null; }
          }
          var theme = stored();
          if (theme) { root.dataset.theme = theme; }
          button.hidden = false;
          button.addEventListener("click", function () {
            var dark = root.dataset.theme
              ? root.dataset.theme === "dark"
              : window.matchMedia("(prefers-color-scheme: dark)").matches;
            root.dataset.theme = dark ? "light" : "dark";
            stored(root.dataset.theme);
          });
          if (!navigator.clipboard) { return; }
          document.querySelectorAll(".code").forEach(function (block) {
            var copy = document.createElement("button");
            copy.type = "button";
            copy.className = "copy";
            copy.textContent = "Copy";
            copy.setAttribute("aria-live", "polite");
            copy.addEventListener("click", function () {
              navigator.clipboard.writeText(block.querySelector("code").textContent).then(function () {
                copy.textContent = "Copied";
                setTimeout(function () { copy.textContent = "Copy"; }, 1500);
              });
            });
            block.appendChild(copy);
          });
        })();

        """
}
