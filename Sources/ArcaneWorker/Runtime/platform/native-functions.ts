// core-js puts a function of its own in this one's place, which nobody needs here. This is evaluated before it and keeps the
// engine's.
export const functionToString = Function.prototype.toString;
