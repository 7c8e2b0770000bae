namespace AdapterKit.Backbones;

/// <summary>A range of a storage. Only files from before torch 0.4 have ranges that are not the whole storage.</summary>
/// <param name="Storage">The storage.</param>
/// <param name="Start">The first element.</param>
/// <param name="Elements">How many elements the range has.</param>
internal sealed record TorchStorageView(TorchStorage Storage, long Start, long Elements);
