// Of all texts that look alike on the like, each in parts of the same names: the first, the middle and the last.
// The others have the same contrast, and a long list has thousands of them.
part => {
    const looks = new Map();
    const kinds = new Map();

    function look(element) {
        if (!element) return "";
        if (!looks.has(element)) {
            const {backgroundColor, backgroundImage, color, fill, opacity, position} = getComputedStyle(element);
            const own = [element.localName, element.getAttribute("class"), backgroundColor, backgroundImage, color, fill, opacity, position];
            looks.set(element, `${look(element.parentElement)} > ${own}`);
        }
        return looks.get(element);
    }

    function hasText(element) {
        return element.matches("input, select, textarea")
            || [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
    }

    for (const element of document.querySelectorAll(`${part} *`)) {
        if (!hasText(element) || !element.checkVisibility({opacityProperty: true, visibilityProperty: true})) continue;
        const {fontSize, fontWeight, textDecorationLine, textShadow} = getComputedStyle(element);
        const kind = [look(element), fontSize, fontWeight, textDecorationLine, textShadow, element.disabled].join();
        kinds.set(kind, [...kinds.get(kind) ?? [], element]);
    }
    return [...kinds.values()].flatMap(alike => [...new Set([alike[0], alike[alike.length >> 1], alike.at(-1)])]);
}
