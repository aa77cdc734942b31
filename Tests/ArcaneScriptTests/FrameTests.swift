import Testing

@testable import ArcaneScript

extension Script {
  @Suite struct Frames {
    @Test("the frame callback is called as a method of the global object, and its promise jobs run before it is over")
    func callback() throws {
      let (runtime, printed) = try makeRuntime()
      #expect(runtime.callFrameCallback() == nil)
      try runtime.evaluateScript(
        """
        globalThis.__frameCallback = function () {
          console.log(this === globalThis, arguments.length);
          Promise.resolve().then(() => console.log('job'));
          console.log('end');
        }
        """)
      #expect(runtime.callFrameCallback() == nil)
      #expect(printed.lines == ["info: true 0", "info: end", "info: job"])
    }

    @Test("an exception in a frame is returned, its promise jobs run, and the next frame is called")
    func exception() throws {
      let (runtime, printed) = try makeRuntime()
      try runtime.evaluateScript(
        "let n = 0; globalThis.__frameCallback = () => { queueMicrotask(() => console.log('job')); if (n++ === 0) null.x; }",
        name: "file:///f.js")
      #expect(runtime.callFrameCallback()?.headline == "TypeError: Cannot read properties of null (reading 'x')")
      #expect(runtime.callFrameCallback() == nil)
      #expect(printed.lines == ["info: job", "info: job"])
    }

    @Test("rejections and exceptions that nobody handles in a frame are handed out once")
    func unhandled() throws {
      let (runtime, _) = try makeRuntime()
      try runtime.evaluateScript(
        """
        globalThis.__frameCallback = () => {
          Promise.reject(new Error('a'));
          queueMicrotask(() => { throw new Error('b'); });
          const late = Promise.reject(new Error('c'));
          late.catch(() => {});
        }
        """)
      #expect(runtime.callFrameCallback() == nil)
      #expect(runtime.takeUnhandledRejections().map(\.headline).sorted() == ["Error: a", "Error: b"])
      #expect(runtime.takeUnhandledRejections().isEmpty)
    }
  }
}
