/**
 * Whether two values are equal in structure: same kind, same properties, same entries. NaN equals NaN; 0 and -0 are equal;
 * instances of different classes are not.
 */
export declare function isDeepEqual(a: unknown, b: unknown): boolean;
