/**
 * Whether two values are equal in structure: the same prototype, the same own enumerable properties, symbols among their
 * keys, and the same content where there is one. Content is that of arrays with their holes, Maps and Sets in any order, typed
 * arrays and buffers by their bytes, dates, patterns, errors with their causes, and boxed primitives. NaN equals NaN; 0
 * and -0 differ; functions are equal only to themselves.
 */
export declare function isDeepEqual(a: unknown, b: unknown): boolean;
