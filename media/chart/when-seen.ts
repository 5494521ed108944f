/** Work on an element put off until it is in sight, or nearly: while a slider moves, most charts of a page are not. */

/** How near, px. */
const MARGIN = 300;

export interface WhenSeen {
  /** Does the work now or, if the element is out of sight, once when it comes into sight. */
  readonly run: () => void;
  /** Does now what was put off. */
  readonly flush: () => void;
  readonly stop: () => void;
}

export function whenSeen(target: Element, work: () => void): WhenSeen {
  let seen = true;
  let waiting = false;
  const flush = (): void => {
    if (!waiting) return;
    waiting = false;
    work();
  };
  const observer = new IntersectionObserver(
    (entries) => {
      seen = entries.at(-1)!.isIntersecting;
      if (seen) flush();
    },
    { rootMargin: `${MARGIN}px 0px` },
  );
  observer.observe(target);
  return {
    run() {
      waiting = true;
      if (seen) flush();
    },
    flush,
    stop: () => observer.disconnect(),
  };
}
