// Shows a billing page inside a page of yours. See docs/embedding.md. No dependencies.
(() => {
  /**
   * @param {Element} element what the frame fills in width; what it holds (a spinner) goes when the page has come
   * @param {{url: string, title?: string, onError?: () => void}} options `url`: of a new dashboard session
   * @returns {{unmount: () => void}}
   */
  function mount(element, options) {
    const { url, title = "Billing", onError } = options;
    const origin = new URL(url).origin;
    const frame = document.createElement("iframe");
    frame.src = url;
    frame.title = title;
    frame.style.cssText = "display:block;width:100%;height:0;border:0";
    const waiting = [...element.childNodes];
    const failed = onError && setTimeout(onError, 20_000);

    function hear(event) {
      if (event.source !== frame.contentWindow || event.origin !== origin) return;
      const { type, height } = event.data ?? {};
      if (type !== "choba:height" || !Number.isFinite(height)) return;
      clearTimeout(failed);
      for (const node of waiting) node.remove();
      // Sheets and dialogs fill the frame: they need some room, and must end within what one sees without scrolling.
      const above = frame.getBoundingClientRect().top + window.scrollY;
      frame.style.height = `${Math.max(480, Math.min(height, window.innerHeight - above))}px`;
    }

    function unmount() {
      clearTimeout(failed);
      window.removeEventListener("message", hear);
      frame.remove();
    }

    window.addEventListener("message", hear);
    element.append(frame);
    return { unmount };
  }

  window.ChobaBilling = { mount };
})();
