using AdapterKit.Hosting;

namespace AdapterKit.Cluster;

/// <summary>A request for texts on its way to another silo.</summary>
/// <param name="Task">The task that writes.</param>
/// <param name="Texts">What it reads.</param>
/// <param name="Options">How it writes.</param>
/// <param name="Key">Who asks.</param>
/// <param name="Timeout">How long it may take; the most that the silo allows without a value.</param>
[GenerateSerializer, Immutable, Alias("adapterkit.texts")]
internal sealed record TextsMessage(
    [property: Id(0)] string Task,
    [property: Id(1)] IReadOnlyList<string> Texts,
    [property: Id(2)] GenerationOptions Options,
    [property: Id(3)] string Key,
    [property: Id(4)] TimeSpan? Timeout);

/// <summary>What was written of them since they were read last.</summary>
/// <param name="Pieces">The pieces; none if there is nothing new yet.</param>
/// <param name="IsEnd">Whether nothing follows.</param>
/// <param name="Rejection">Why the request was not accepted; <see langword="null"/> if it was.</param>
[GenerateSerializer, Immutable, Alias("adapterkit.pieces")]
internal sealed record PiecesMessage(
    [property: Id(0)] IReadOnlyList<TextPiece> Pieces,
    [property: Id(1)] bool IsEnd,
    [property: Id(2)] RejectionMessage? Rejection = null);
