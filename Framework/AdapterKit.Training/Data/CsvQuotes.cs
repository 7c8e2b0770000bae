namespace AdapterKit.Training;

/// <summary>Checks the quotes of one CSV record.</summary>
internal static class CsvQuotes
{
    /// <summary>Describes the first misplaced quote, or returns null.</summary>
    public static string? FindFault(string record, char delimiter)
    {
        var (isStart, isQuoted, opened) = (true, false, 0);
        for (var index = 0; index < record.Length; index++)
        {
            var (current, next) = (record[index], index + 1 < record.Length ? record[index + 1] : '\n');
            if (current != '"')
            {
                isStart = !isQuoted && current == delimiter;
            }
            else if (!isQuoted)
            {
                if (!isStart)
                    return "a quote stands inside a field without quotes. Put the field in quotes and double the quotes inside.";

                (isStart, isQuoted, opened) = (false, true, index);
            }
            else if (next == '"' && index + 1 < record.Length)
            {
                index++;
            }
            else if (next == delimiter || next is '\r' or '\n')
            {
                isQuoted = false;
            }
            else
            {
                return record.AsSpan(opened..index).ContainsAny('\r', '\n')
                    ? $"a quote is opened here, and the next one, before '{next}', is in another line. Close it, or double those inside."
                    : $"found '{next}' after a closing quote. Double the quotes inside a field in quotes.";
            }
        }

        return isQuoted ? "a quote is opened here and never closed. Close it, or double the quotes inside the field." : null;
    }
}
