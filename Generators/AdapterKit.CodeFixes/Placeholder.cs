namespace AdapterKit.CodeFixes;

internal static class Placeholder;
