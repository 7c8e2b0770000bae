namespace AdapterKit.Analyzers;

/// <summary>What a diagnostic is about, as <c>.editorconfig</c> names it.</summary>
internal static class Category
{
    public const string Declarations = "AdapterKit.Declarations";
    public const string Variants = "AdapterKit.Variants";
    public const string Layouts = "AdapterKit.Layouts";
    public const string Tasks = "AdapterKit.Tasks";
    public const string Torch = "AdapterKit.Torch";
}
