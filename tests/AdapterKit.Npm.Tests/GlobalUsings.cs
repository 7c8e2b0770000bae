global using AdapterKit.Testing;
