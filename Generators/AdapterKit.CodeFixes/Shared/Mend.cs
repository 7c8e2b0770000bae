using System.Collections.Generic;

namespace AdapterKit.CodeFixes;

/// <summary>What a fix does.</summary>
/// <param name="Title">What an editor shows.</param>
/// <param name="Changes">The edits, in the order of the text.</param>
internal sealed record Mend(string Title, params IReadOnlyList<TextChange> Changes);
