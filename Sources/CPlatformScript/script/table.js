// console.table: values in a frame of lines, a row for each entry.

const mostRows = 1000, mostColumns = 100;

const cellText = (value) => {
  // Numbers of fields that would fill the cell are not shown.
  const isLarge = isObject(value) && native.kindOf(value) !== kind.array && native.kindOf(value) !== kind.typedArray &&
    native.kindOf(value) !== kind.proxy && shownKeys(value, false).length > 2;
  return inspect(value, {
    __proto__: null, maxArrayLength: 3, breakLength: Infinity, colors: native.colorsConsole(), depth: isLarge ? -1 : 0,
  });
};

// undefined: it is no table.
const tableOf = (given, columns) => {
  const rows = unwrapped(given);
  if (typeof rows !== "object" || rows === null) return undefined;
  const what = native.kindOf(rows);
  if (what === kind.map || what === kind.set || what === kind.mapIterator || what === kind.setIterator) return tableOfItems(rows, what);
  const names = enumerableNames(rows);
  const cells = { __proto__: null }, values = [];
  let hasValues = false, width = 0;
  const count = min(names.length, mostRows);
  for (let index = 0; index < count; index++) {
    const row = unwrapped(propertyOf(rows, names[index]));
    if (columns === undefined && !isObject(row)) {
      hasValues = true;
      values[index] = cellText(row);
      continue;
    }
    const keys = isArray(columns) ? columns : isObject(row) ? enumerableNames(row) : [];
    for (let position = 0; position < keys.length; position++) {
      const key = stringOr(keys[position], "");
      if (cells[key] === undefined) {
        if (width === mostColumns) break;
        width += 1;
        cells[key] = [];
      }
      if (isObject(row) && hasOwn(row, key)) cells[key][index] = cellText(propertyOf(row, key));
    }
  }
  const lists = [names];
  const titles = ["(index)"], heads = enumerableNames(cells);
  for (let index = 0; index < heads.length; index++) {
    titles[index + 1] = heads[index];
    lists[index + 1] = cells[heads[index]];
  }
  if (hasValues) {
    titles[titles.length] = "Values";
    lists[lists.length] = values;
  }
  return framed(titles, lists, count, names.length - count);
};
const tableOfItems = (rows, what) => {
  let items = [], isOfPairs = false;
  if (what === kind.map) {
    isOfPairs = true;
    const entries = mapEntries(rows);
    for (let next = nextOfMap(entries); !next.done && items.length < 2 * mostRows; next = nextOfMap(entries)) {
      items[items.length] = next.value[0];
      items[items.length] = next.value[1];
    }
  } else if (what === kind.set) {
    const entries = setValues(rows);
    for (let next = nextOfSet(entries); !next.done && items.length < mostRows; next = nextOfSet(entries)) items[items.length] = next.value;
  } else {
    const details = native.details(rows);
    isOfPairs = details[0];
    items = details[1];
  }
  const step = isOfPairs ? 2 : 1;
  const length = what === kind.map ? sizeOfMap(rows) : what === kind.set ? sizeOfSet(rows) : items.length / step;
  const count = min(length, mostRows);
  const numbers = [], keys = [], values = [];
  for (let index = 0; index < count; index++) {
    numbers[index] = cellText(index);
    if (isOfPairs) keys[index] = cellText(items[index * 2]);
    values[index] = cellText(items[index * step + step - 1]);
  }
  return isOfPairs
    ? framed(["(iteration index)", "Key", "Values"], [numbers, keys, values], count, length - count)
    : framed(["(iteration index)", "Values"], [numbers, values], count, length - count);
};

const framed = (titles, lists, count, left) => {
  const widths = [];
  for (let column = 0; column < titles.length; column++) {
    let width = widthOf(titles[column]);
    for (let row = 0; row < count; row++) width = max(width, widthOf(lists[column][row] ?? ""));
    widths[column] = width;
  }
  const rule = (open, middle, close) => {
    let line = open;
    for (let column = 0; column < widths.length; column++) {
      line += (column > 0 ? middle : "") + Text.repeat("─", widths[column] + 2);
    }
    return line + close;
  };
  const line = (cellOf) => {
    let text = "│ ";
    for (let column = 0; column < widths.length; column++) {
      const cell = cellOf(column) ?? "";
      text += (column > 0 ? " │ " : "") + cell + spaces(widths[column] - widthOf(cell));
    }
    return text + " │";
  };
  let text = `${rule("┌", "┬", "┐")}\n${line((column) => titles[column])}\n${rule("├", "┼", "┤")}\n`;
  for (let row = 0; row < count; row++) text += `${line((column) => lists[column][row])}\n`;
  text += rule("└", "┴", "┘");
  return left > 0 ? `${text}\n... ${plural(left, "more row")}` : text;
};
