namespace AdapterKit.Generators;

/// <summary>A module whose fields have keys in published checkpoints.</summary>
/// <param name="Type">The class.</param>
/// <param name="Weights">The keys, in declaration order.</param>
internal sealed record WeightsModel(TypeHeader Type, EquatableArray<WeightKey> Weights);

/// <summary>A key of a field.</summary>
/// <param name="Field">The field, as an identifier.</param>
/// <param name="Key">The key, relative to the class.</param>
/// <param name="Part">The part of the field that has the key; <c>null</c> for the whole.</param>
/// <param name="IsTransposed">Whether checkpoints contain matrices transposed.</param>
/// <param name="IsOptional">Whether checkpoints may lack the weights.</param>
/// <param name="IsUnprefixed">Whether the prefix of the model does not precede the key.</param>
internal sealed record WeightKey(string Field, string Key, string? Part, bool IsTransposed, bool IsOptional, bool IsUnprefixed);
