// Ours and not core-js's, whose `stack` begins with "Error" whatever the exception is called.

/** The names of old, which have a number (https://webidl.spec.whatwg.org/#idl-DOMException-error-names). */
const codes = new Map<string, number>([
  ["IndexSizeError", 1], ["HierarchyRequestError", 3], ["WrongDocumentError", 4], ["InvalidCharacterError", 5],
  ["NoModificationAllowedError", 7], ["NotFoundError", 8], ["NotSupportedError", 9], ["InUseAttributeError", 10],
  ["InvalidStateError", 11], ["SyntaxError", 12], ["InvalidModificationError", 13], ["NamespaceError", 14],
  ["InvalidAccessError", 15], ["TypeMismatchError", 17], ["SecurityError", 18], ["NetworkError", 19],
  ["AbortError", 20], ["URLMismatchError", 21], ["QuotaExceededError", 22], ["TimeoutError", 23],
  ["InvalidNodeTypeError", 24], ["DataCloneError", 25],
]);

const captureStackTrace = (Error as unknown as { captureStackTrace(error: Error, without: unknown): void }).captureStackTrace;

export class DOMException extends Error {
  constructor(message = "", name = "Error") {
    super(String(message));
    Object.defineProperty(this, "name", { value: String(name), writable: true, configurable: true, enumerable: false });
    // Once more, as the name is part of it.
    captureStackTrace(this, new.target);
  }

  get code(): number {
    return codes.get(this.name) ?? 0;
  }

  get [Symbol.toStringTag](): string {
    return "DOMException";
  }
}
