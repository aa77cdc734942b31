extension PlatformScript {
  /// Timers, microtasks, animation frames, `performance`. The host runs one callback per call, so that promise jobs can
  /// run after each.
  static let timers = #"""
    let lastId = 0;
    const active = new Map();  // id -> timer
    const queue = [];          // a binary heap by (deadline, order); cancelled timers stay in it until they come up
    let order = 0;

    const isEarlier = (a, b) => a.deadline < b.deadline || (a.deadline === b.deadline && a.order < b.order);
    const push = (timer) => {
      let index = queue.push(timer) - 1;
      while (index > 0) {
        const parent = (index - 1) >> 1;
        if (!isEarlier(timer, queue[parent])) break;
        queue[index] = queue[parent];
        index = parent;
      }
      queue[index] = timer;
    };
    const pop = () => {
      const first = queue[0], timer = queue.pop();
      let index = 0;
      while (queue.length) {
        let child = 2 * index + 1;
        if (child >= queue.length) break;
        if (child + 1 < queue.length && isEarlier(queue[child + 1], queue[child])) child += 1;
        if (!isEarlier(queue[child], timer)) break;
        queue[index] = queue[child];
        index = child;
      }
      if (queue.length) queue[index] = timer;
      return first;
    };

    const start = (callback, delay, values, repeats) => {
      if (typeof callback !== "function") throw new TypeError("a timer needs a function");
      delay = Number(delay);
      delay = delay > 0 ? Math.min(delay, 2 ** 31 - 1) : 0;
      if (repeats) delay = Math.max(delay, 1);
      const timer = { id: ++lastId, callback, delay, values, repeats, deadline: native.now() + delay, order: ++order };
      active.set(timer.id, timer);
      push(timer);
      return timer.id;
    };
    const stop = (id) => { active.delete(Number(id)); };
    define("setTimeout", (callback, delay, ...values) => start(callback, delay, values, false));
    define("setInterval", (callback, delay, ...values) => start(callback, delay, values, true));
    define("clearTimeout", stop);
    define("clearInterval", stop);

    const dropCancelled = () => { while (queue.length && active.get(queue[0].id) !== queue[0]) pop(); };
    const nextTimer = () => {
      dropCancelled();
      return queue.length ? queue[0].deadline : -1;
    };
    // The same without those that repeat and have run since `mark`.
    const nextNewTimer = (mark) => {
      let next = -1;
      for (const { repeats, order, deadline } of active.values()) {
        if ((!repeats || order <= mark) && (next < 0 || deadline < next)) next = deadline;
      }
      return next;
    };
    // Runs the earliest timer that is due and not younger than `last`. False: there is none.
    const runTimer = (now, last) => {
      dropCancelled();
      const timer = queue[0];
      if (!timer || timer.deadline > now || timer.order > last) return false;
      pop();
      if (timer.repeats) {
        const missed = Math.floor((now - timer.deadline) / timer.delay);
        timer.deadline += (missed + 1) * timer.delay;
        timer.order = ++order;
        push(timer);
      } else {
        active.delete(timer.id);
      }
      timer.callback.apply(globalThis, timer.values);
      return true;
    };

    const frames = new Map();
    define("requestAnimationFrame", (callback) => {
      if (typeof callback !== "function") throw new TypeError("requestAnimationFrame needs a function");
      frames.set(++order, callback);
      return order;
    });
    define("cancelAnimationFrame", (id) => { frames.delete(Number(id)); });
    const runAnimationFrame = (now, last) => {
      for (const [id, callback] of frames) {
        if (id > last) return false;
        frames.delete(id);
        callback.call(globalThis, now);
        return true;
      }
      return false;
    };
    // The youngest callback there is; 0 when nothing waits.
    const lastCallback = () => (queue.length || frames.size ? order : 0);
    const waitingFrames = () => frames.size;

    const resolved = Promise.resolve(), then = Promise.prototype.then;
    define("queueMicrotask", (callback) => {
      if (typeof callback !== "function") throw new TypeError("queueMicrotask needs a function");
      then.call(resolved, () => {
        try { callback(); } catch (error) { native.report(error); }
      });
    });

    define("performance", {
      now: () => native.now(),
      get timeOrigin() { return native.timeOrigin(); },
      mark() {}, measure() {},
    });

    """#
}
