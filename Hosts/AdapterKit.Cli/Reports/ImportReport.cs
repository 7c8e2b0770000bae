using AdapterKit.Interchange;

namespace AdapterKit.Cli.Reports;

/// <summary>The result of <c>import</c>.</summary>
/// <param name="Task">The task.</param>
/// <param name="Folder">The folder that it came from.</param>
/// <param name="Bundle">The directory of its bundle.</param>
/// <param name="Bytes">The size of its weights.</param>
internal sealed record ImportReport(string Task, FolderReport Folder, string Bundle, long Bytes);

/// <summary>The result of <c>export</c> to a folder of another library.</summary>
/// <param name="Task">The task.</param>
/// <param name="Format">The library.</param>
/// <param name="Folder">The folder.</param>
/// <param name="Files">The files in it.</param>
internal sealed record FolderExport(string Task, string Format, string Folder, IReadOnlyList<string> Files);
