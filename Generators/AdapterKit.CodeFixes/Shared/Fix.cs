using System.Collections.Generic;

namespace AdapterKit.CodeFixes;

/// <summary>The title and the edits of a code fix.</summary>
/// <param name="Title">The title that an editor shows.</param>
/// <param name="Changes">The edits, in text order.</param>
internal sealed record Fix(string Title, params IReadOnlyList<TextChange> Changes);
