// core-js would replace this function by its own, which is not needed here. This is evaluated before it and keeps the
// engine's.
export const functionToString = Function.prototype.toString;
