namespace AdapterKit.Training.Tests;

/// <summary>
/// RFC 4180 by the letter, one character after the other: the reader that the real one is compared with. It knows no messages, no
/// delimiters to choose from and no columns.
/// </summary>
internal static class CsvReference
{
    private enum State
    {
        Start,
        Plain,
        Quoted,
        Closed,
    }

    /// <summary>Reads the records of a text, without blank lines; <see langword="null"/> if a quote is misplaced.</summary>
    public static List<List<string>>? Read(string text, char delimiter)
    {
        var records = new List<List<string>>();
        var (record, field, state, hasQuotes) = (new List<string>(), "", State.Start, false);
        for (var index = 0; index < text.Length; index++)
        {
            var letter = text[index];
            if (state == State.Quoted)
            {
                (field, state) = letter == '"' ? (field, State.Closed) : (field + letter, State.Quoted);
            }
            else if (letter == '"')
            {
                if (state == State.Plain)
                    return null;

                (field, state, hasQuotes) = (state == State.Start ? field : field + letter, State.Quoted, true);
            }
            else if (letter == delimiter)
            {
                record.Add(field);
                (field, state) = ("", State.Start);
            }
            else if (letter is '\r' or '\n')
            {
                index += letter == '\r' && index + 1 < text.Length && text[index + 1] == '\n' ? 1 : 0;
                Add();
                (record, field, state, hasQuotes) = ([], "", State.Start, false);
            }
            else if (state == State.Closed)
            {
                return null;
            }
            else
            {
                (field, state) = (field + letter, State.Plain);
            }
        }

        if (state == State.Quoted)
            return null;

        Add();
        return records;

        void Add()
        {
            if (record.Count > 0 || hasQuotes || !string.IsNullOrWhiteSpace(field))
                records.Add([.. record, field]);
        }
    }
}
