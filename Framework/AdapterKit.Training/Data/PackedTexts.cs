namespace AdapterKit.Training;

/// <summary>Packs texts into rows of a number of tokens.</summary>
internal static class PackedTexts
{
    /// <summary>
    /// Divides texts that are longer than a row, and puts each part, the longest first, into the row that it fills best. A part begins with
    /// the last token of the part before it, so that every token after a text's first is predicted once.
    /// </summary>
    /// <param name="texts">The tokens of each text; texts without tokens are left out.</param>
    /// <param name="tokens">The number of tokens of a row, at least 2.</param>
    /// <returns>The rows, always the same for the same texts.</returns>
    public static IReadOnlyList<TokenizedText> Create(IEnumerable<int[]> texts, int tokens)
    {
        List<List<int[]>> rows = [];
        SortedSet<(int Free, int Row)> open = [];
        foreach (var part in texts.SelectMany(text => Divide(text, tokens)).OrderByDescending(part => part.Length))
        {
            var (free, row) = open.GetViewBetween((part.Length, 0), (tokens, int.MaxValue)).FirstOrDefault((tokens, rows.Count));
            if (row == rows.Count)
                rows.Add([]);
            else
                open.Remove((free, row));

            rows[row].Add(part);
            open.Add((free - part.Length, row));
        }

        return [.. rows.Select(TokenizedText.Pack)];
    }

    private static IEnumerable<int[]> Divide(int[] ids, int tokens)
    {
        for (var start = 0; start == 0 ? ids.Length > 0 : start + 1 < ids.Length; start += tokens - 1)
            yield return ids[start..Math.Min(start + tokens, ids.Length)];
    }
}
