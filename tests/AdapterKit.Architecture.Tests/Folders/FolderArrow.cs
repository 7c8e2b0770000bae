namespace AdapterKit.Architecture.Tests.Folders;

/// <summary>A use of one folder's code in another folder of the same project.</summary>
/// <param name="From">The folder of the code that uses.</param>
/// <param name="To">The folder of the code that is used.</param>
/// <param name="File">The file of the use.</param>
/// <param name="Symbol">What is used.</param>
internal sealed record FolderArrow(string From, string To, string File, string Symbol)
{
    public override string ToString() => $"{From} → {To}: {File} uses {Symbol}";
}
