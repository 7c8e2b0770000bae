namespace AdapterKit;

/// <summary>Turns text into a backbone's token ids.</summary>
public interface ITokenizer
{
    /// <summary>The id at padding positions.</summary>
    int PadId { get; }

    /// <summary>All ids of a text, however many they are.</summary>
    /// <param name="text">Any text; the empty one has no tokens of its own.</param>
    int[] Encode(string text);

    /// <summary>What a person reads for an id.</summary>
    /// <param name="id">An id.</param>
    string TextOf(int id) => $"#{id}";
}
