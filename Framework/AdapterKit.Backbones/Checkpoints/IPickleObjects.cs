namespace AdapterKit.Backbones;

/// <summary>Everything beyond plain values that a pickle may refer to.</summary>
internal interface IPickleObjects
{
    /// <summary>Returns what a global stands for.</summary>
    /// <exception cref="CheckpointException">The global is not allowed.</exception>
    object FindGlobal(string module, string name);

    /// <summary>Returns the result of calling a global.</summary>
    /// <exception cref="CheckpointException">The global cannot be called with these arguments.</exception>
    object Call(object? function, object?[] arguments);

    /// <summary>Returns the object that is stored outside of the pickle under an id.</summary>
    /// <exception cref="CheckpointException">The id is malformed.</exception>
    object FindPersistent(object? id);
}
