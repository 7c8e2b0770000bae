using AdapterKit.Hosting;

namespace AdapterKit.Cluster;

/// <summary>How a text is to be written, as it is sent.</summary>
[GenerateSerializer, Alias("adapterkit.generation")]
internal struct GenerationSurrogate
{
    [Id(0)] public int MaxNewTokens;
    [Id(1)] public int[]? EndIds;
    [Id(2)] public string[] StopTexts;
    [Id(3)] public double Temperature;
    [Id(4)] public int TopK;
    [Id(5)] public double TopP;
    [Id(6)] public double RepetitionPenalty;
    [Id(7)] public int Seed;
    [Id(8)] public int Beams;
    [Id(9)] public double LengthPenalty;
    [Id(10)] public bool UsesCache;
}

[RegisterConverter]
internal sealed class GenerationConverter : IConverter<GenerationOptions, GenerationSurrogate>
{
    public GenerationOptions ConvertFromSurrogate(in GenerationSurrogate surrogate) => new()
    {
        MaxNewTokens = surrogate.MaxNewTokens,
        EndIds = surrogate.EndIds,
        StopTexts = surrogate.StopTexts,
        Temperature = surrogate.Temperature,
        TopK = surrogate.TopK,
        TopP = surrogate.TopP,
        RepetitionPenalty = surrogate.RepetitionPenalty,
        Seed = surrogate.Seed,
        Beams = surrogate.Beams,
        LengthPenalty = surrogate.LengthPenalty,
        UsesCache = surrogate.UsesCache,
    };

    public GenerationSurrogate ConvertToSurrogate(in GenerationOptions value) => new()
    {
        MaxNewTokens = value.MaxNewTokens,
        EndIds = value.EndIds?.ToArray(),
        StopTexts = [.. value.StopTexts],
        Temperature = value.Temperature,
        TopK = value.TopK,
        TopP = value.TopP,
        RepetitionPenalty = value.RepetitionPenalty,
        Seed = value.Seed,
        Beams = value.Beams,
        LengthPenalty = value.LengthPenalty,
        UsesCache = value.UsesCache,
    };
}

/// <summary>A piece of a text as it is sent.</summary>
[GenerateSerializer, Alias("adapterkit.text")]
internal struct PieceSurrogate
{
    [Id(0)] public int Index;
    [Id(1)] public string Text;
    [Id(2)] public bool IsEnd;
    [Id(3)] public RowState State;
    [Id(4)] public string? Reason;
    [Id(5)] public FinishReason? Finish;
    [Id(6)] public int PromptTokens;
    [Id(7)] public int NewTokens;
    [Id(8)] public int Generation;
    [Id(9)] public string? WeightsHash;
}

[RegisterConverter]
internal sealed class PieceConverter : IConverter<TextPiece, PieceSurrogate>
{
    public TextPiece ConvertFromSurrogate(in PieceSurrogate surrogate) => new(surrogate.Index, surrogate.Text)
    {
        End = !surrogate.IsEnd ? null : new TextSummary(surrogate.State, surrogate.Reason!)
        {
            Finish = surrogate.Finish,
            PromptTokens = surrogate.PromptTokens,
            NewTokens = surrogate.NewTokens,
            Generation = surrogate.Generation,
            WeightsHash = surrogate.WeightsHash,
        },
    };

    public PieceSurrogate ConvertToSurrogate(in TextPiece value)
    {
        var surrogate = new PieceSurrogate { Index = value.Index, Text = value.Text ?? "" };
        if (value.End is not { } end)
            return surrogate;

        (surrogate.IsEnd, surrogate.State, surrogate.Reason, surrogate.Finish) = (true, end.State, end.Reason, end.Finish);
        (surrogate.PromptTokens, surrogate.NewTokens) = (end.PromptTokens, end.NewTokens);
        (surrogate.Generation, surrogate.WeightsHash) = (end.Generation, end.WeightsHash);
        return surrogate;
    }
}
