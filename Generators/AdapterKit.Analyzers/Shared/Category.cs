namespace AdapterKit.Analyzers;

/// <summary>The categories of the diagnostics, for use in <c>.editorconfig</c>.</summary>
internal static class Category
{
    public const string Declarations = "AdapterKit.Declarations";
    public const string Variants = "AdapterKit.Variants";
    public const string Layouts = "AdapterKit.Layouts";
    public const string Tasks = "AdapterKit.Tasks";
    public const string Torch = "AdapterKit.Torch";
    public const string Checkpoints = "AdapterKit.Checkpoints";
}
