//HintName: AdapterKit.Interchange.cs
namespace AdapterKit.Interchange
{
    public static class AdapterFolder
    {
        public static bool Exists(string directory) { }
        public static void ExportAdapterHub(AdapterKit.TaskAdapter task, string directory, AdapterKit.Interchange.ExportOptions? options = null) { }
        public static void ExportPeft(AdapterKit.TaskAdapter task, string directory, AdapterKit.Interchange.ExportOptions? options = null) { }
        public static AdapterKit.TaskAdapter Import(string directory, AdapterKit.Backbone backbone, AdapterKit.Interchange.ImportOptions? options = null) { }
        public static AdapterKit.Interchange.FolderReport Inspect(string directory, AdapterKit.Backbone backbone) { }
    }
    public sealed class ExportOptions : System.IEquatable<AdapterKit.Interchange.ExportOptions>
    {
        public ExportOptions() { }
        public string? BaseModel { get; init; }
        public bool Head { get; init; }
        public string? Name { get; init; }
    }
    public sealed class FolderReport : System.IEquatable<AdapterKit.Interchange.FolderReport>
    {
        public FolderReport(string Format, string Name, System.Collections.Generic.IReadOnlyList<AdapterKit.Interchange.PlaceCoverage> Places, System.Collections.Generic.IReadOnlyList<string> Members, int Keys, System.Collections.Generic.IReadOnlyList<string> Ignored, string? Head) { }
        public string Format { get; init; }
        public string? Head { get; init; }
        public System.Collections.Generic.IReadOnlyList<string> Ignored { get; init; }
        public int Keys { get; init; }
        public System.Collections.Generic.IReadOnlyList<string> Members { get; init; }
        public string Name { get; init; }
        public System.Collections.Generic.IReadOnlyList<AdapterKit.Interchange.PlaceCoverage> Places { get; init; }
    }
    public sealed class ImportOptions : System.IEquatable<AdapterKit.Interchange.ImportOptions>
    {
        public ImportOptions() { }
        public AdapterKit.CheckpointSource? Checkpoint { get; init; }
        public AdapterKit.TaskDeclaration? Declaration { get; init; }
        public bool Head { get; init; }
        public string? Id { get; init; }
        public System.Collections.Generic.IReadOnlyList<string>? Labels { get; init; }
        public System.Collections.Generic.IReadOnlyList<AdapterKit.TaskAdapter> Members { get; init; }
    }
    public sealed class InterchangeException : System.Exception
    {
        public InterchangeException(string message, System.Exception? inner = null) { }
        public System.Collections.Generic.IReadOnlyList<string> Missing { get; init; }
        public System.Collections.Generic.IReadOnlyList<string> Unused { get; init; }
    }
    public sealed class PlaceCoverage : System.IEquatable<AdapterKit.Interchange.PlaceCoverage>
    {
        public PlaceCoverage(string Point, string Variant, string Settings, int Layers, int Of) { }
        public int Layers { get; init; }
        public int Of { get; init; }
        public string Point { get; init; }
        public string Settings { get; init; }
        public string Variant { get; init; }
    }
}